"""The reviewer's workbench."""

"""The workbench: Streamlit pages over `extractor`. Pages hold widgets and formatting; nothing is computed here."""

"""Confidence: learnt where the truth is known, calibrated on reports no rule was made from, measured on others."""

"""Measures the headline question, and compares it with other tools for the same job (`python -m benchmarks`)."""

"""What the headline question costs, beside what one would use instead (`python -m benchmarks`)."""

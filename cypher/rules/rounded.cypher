// rounded(x): Rounded to a billionth of a percent, as in stakes.py, so that both stores round alike.
floor(x * 1000000000.0 + 0.5) / 1000000000.0

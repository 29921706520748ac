"""What it costs, measured: every row with its baselines in the same run, on realistic events from one seed."""

"""How one thing leads to another: chains, their ranking, and the questions that count them."""

"""The application: use cases over the adapters. `opening` is the only place that builds them."""

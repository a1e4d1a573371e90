"""Mail that leaves the product: kept where it can be seen, sent when a mail server is configured."""

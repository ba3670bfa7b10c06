"""The protocol: what counts as found, as right and as wrong. It knows no file and no product."""

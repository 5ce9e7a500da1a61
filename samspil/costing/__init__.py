"""Hours, kroner and present values of a business case, in decimals. Knows no Django."""

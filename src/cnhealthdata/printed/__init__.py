"""What stands on a page: numerals, masks, literals, qualifying words, units. No tables, no pandas."""

"""How it is said: blocks, and the HTML, PDF and workbook made from them."""

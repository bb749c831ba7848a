"""The desk: review pages in a browser, on this machine only unless told otherwise."""

"""The desk: the review pages in a browser. Pages show; every action is one decision."""

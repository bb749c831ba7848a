"""The map site of a release: static pages that load nothing from elsewhere."""

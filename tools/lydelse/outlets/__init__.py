"""What leaves the site in another form than pages."""

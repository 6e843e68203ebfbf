"""What is known of party-building experience materials, and how to ask for it."""

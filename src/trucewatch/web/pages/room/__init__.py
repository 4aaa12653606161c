"""The room where a joint session sits: its pages, and what reaches them while it goes on."""

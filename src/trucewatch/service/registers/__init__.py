"""The registers of the centre: what is packaged, and what people of this centre put on top."""

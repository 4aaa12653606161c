"""The only code that loads a trained model."""

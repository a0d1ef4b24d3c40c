"""Press articles in, grounded facts and reproducible figures out."""

"""Runs of the notebooks: parameters, matrix, execution, guards."""

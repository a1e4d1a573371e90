"""What an operator reads when something cannot be done."""


class OperatorError(Exception):
    """One German line: what is wrong, and what to do about it."""

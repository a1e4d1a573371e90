"""What is done in the diary: one module each for appointments, tasks and the calendar address."""

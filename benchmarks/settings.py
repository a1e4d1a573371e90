"""The product's settings, with one more address: the floor everything is compared with."""

from faden.config.settings import *  # noqa: F403 - the product's settings

ROOT_URLCONF = "benchmarks.urls"

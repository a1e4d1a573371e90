"""The product's addresses."""

from faden.config.urls import *  # noqa: F403 - the product's addresses

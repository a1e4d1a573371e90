"""The HTTP interface: the same words, rules, rows and operations as the pages, for programs.

A program acts as the person whose token it holds. Errors are problem details (RFC 9457), lists are paged by a cursor,
and what can be edited carries an entity tag that the edit must name (RFC 9110, If-Match).
"""

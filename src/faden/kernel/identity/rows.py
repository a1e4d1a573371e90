"""Who sees accounts: colleagues each other, a sign-in the one row it names, nobody else."""

from faden.kernel.database.rows import Guard, Open, Policy, Table, everything, roles

SIGNED_IN = "(SELECT faden_actor()) IS NOT NULL"
ADMINISTRATION = roles("admin", "system")

GUARDS = (
    Guard(
        "faden_actor_is_active()",
        "boolean",
        "SELECT EXISTS (SELECT FROM identity_account WHERE id = faden_actor() AND deactivated_on IS NULL)",
    ),
    Guard(
        "faden_has_role(VARIADIC wanted text[])",
        "boolean",
        "SELECT EXISTS (SELECT FROM identity_roleassignment a JOIN identity_account o ON o.id = a.account_id "
        "WHERE a.account_id = faden_actor() AND o.deactivated_on IS NULL AND a.role = ANY (wanted) "
        "AND a.since <= faden_today() AND (a.until IS NULL OR faden_today() < a.until))",
    ),
    Guard(
        "faden_my_scopes(wanted text, kind text)",
        "uuid[]",
        "SELECT coalesce(array_agg(a.scope_id), '{}') FROM identity_roleassignment a "
        "JOIN identity_account o ON o.id = a.account_id "
        "WHERE a.account_id = faden_actor() AND o.deactivated_on IS NULL AND a.role = wanted AND a.scope_kind = kind "
        "AND a.since <= faden_today() AND (a.until IS NULL OR faden_today() < a.until)",
    ),
)

ROWS = (
    Table(
        "identity_account",
        (
            Policy(
                "account_read",
                "SELECT",
                using=f"{SIGNED_IN} OR email = (SELECT current_setting('faden.login', true))",
            ),
            Policy("account_add", "INSERT", check=ADMINISTRATION),
            Policy(
                "account_change",
                "UPDATE",
                using=f"id = (SELECT faden_actor()) OR {ADMINISTRATION}",
                check=f"id = (SELECT faden_actor()) OR {ADMINISTRATION}",
            ),
        ),
        guard_reads=True,
    ),
    Table(
        "identity_roleassignment",
        (
            Policy("roleassignment_read", "SELECT", using=SIGNED_IN),
            Policy("roleassignment_add", "INSERT", check=ADMINISTRATION),
            Policy("roleassignment_change", "UPDATE", using=ADMINISTRATION),
        ),
        guard_reads=True,
    ),
    Table(
        "identity_apitoken",
        (
            *everything("apitoken", "account_id = (SELECT faden_actor())"),
            Policy("apitoken_login", "SELECT", using="digest = (SELECT current_setting('faden.token', true))"),
            # With an account its keys are closed. PostgreSQL changes only what it may show.
            Policy("apitoken_close_read", "SELECT", using=ADMINISTRATION),
            Policy("apitoken_close", "UPDATE", using=ADMINISTRATION, check="revoked_at IS NOT NULL"),
        ),
    ),
    Open("identity_signinfailure", "digests and moments only", guard_reads=False, facts_reads=False),
    Open("django_content_type", "names of tables", commands=("SELECT",), guard_reads=False, facts_reads=False),
    Open("django_migrations", "names of migrations", commands=("SELECT",), guard_reads=False, facts_reads=False),
    Open("auth_permission", "unused tables of Django", commands=(), guard_reads=False, facts_reads=False),
    Open("auth_group", "unused tables of Django", commands=(), guard_reads=False, facts_reads=False),
    Open("auth_group_permissions", "unused tables of Django", commands=(), guard_reads=False, facts_reads=False),
)

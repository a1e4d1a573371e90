"""What goes by itself when its period is over, as PostgreSQL does it: mail, finished jobs, accounts, the old trace.

Nobody has to be asked: none of it is a file. Nothing goes before the site's period, whoever calls these functions.
What goes out of papers that stay is in ``papers.py``.
"""

from typing import Final

from faden.domain.retention.enums import ErasureState, RetentionClass
from faden.domain.retention.papers import REMOVED, clear_contacts, clear_names, clear_proofs, outsiders, over
from faden.kernel.database.erasure import Procedure, pointing, table_of
from faden.kernel.database.register import AtEnd, Data, catalogue

#: What such an account is called when nothing that is kept names it any more.
FORMER: Final = "Ehemaliges Konto"
#: Rows about an account that say what was, for files and figures; after the name they are about nobody.
KEPT: Final = frozenset({
    "identity.Account", "identity.RoleAssignment", "staffing.Occupation", "letters.LetterTemplateVersion",
})  # fmt: skip
#: What names whoever worked on it, as long as it is kept.
NAMING: Final = frozenset({RetentionClass.CASE_FILE, RetentionClass.STEERING, RetentionClass.PROOF})


def _of_accounts() -> list[tuple[str, str]]:
    """Table and column of everything that goes with an account."""
    found = [one.model for one in catalogue().values() if one.retention == RetentionClass.ACCOUNT]
    owners = [(label, _owner(label)) for label in sorted(found) if label not in KEPT]
    return [(table_of(label), column) for label, column in owners if column]


def _owner(label: str) -> str:
    """The column that says whose account it is, not who has made it."""
    names = set(pointing(label, "identity.Account"))
    return next((name for name in ("account_id", "owner_id") if name in names), "")


def _naming() -> list[Data]:
    return [one for one in catalogue().values() if one.retention in NAMING and pointing(one.model, "identity.Account")]


def _is_named() -> str:
    """SQL: something that is kept names the account ``a``; an erased case does not."""
    return "\nOR ".join(
        f'EXISTS (SELECT FROM "{table_of(one.model)}" t WHERE t."{column}" = a.id{_not_erased(one)})'
        for one in _naming()
        for column in pointing(one.model, "identity.Account")
    )


def _not_erased(one: Data) -> str:
    to_case = ["id"] if one.model == "cases.Case" else pointing(one.model, "cases.Case")
    if one.at_end is not AtEnd.ANONYMIZED or not to_case:
        return ""
    return (
        f' AND NOT EXISTS (SELECT FROM retention_erasure e WHERE e.case_id = t."{to_case[0]}" '
        f"AND e.state = '{ErasureState.CARRIED_OUT.value}')"
    )


def _clear() -> str:
    rows_of_accounts = "\n".join(f'DELETE FROM "{t}" WHERE "{c}" = ANY (chosen);' for t, c in _of_accounts())
    return f"""
DECLARE n bigint; m bigint; counts jsonb := '{{}}'; chosen uuid[];
BEGIN
  IF faden_has_role('system') IS NOT TRUE THEN
    RAISE EXCEPTION 'Not to be cleared by this actor' USING ERRCODE = 'insufficient_privilege';
  END IF;

  chosen := array(SELECT id FROM outbox_outgoingmail
    WHERE state <> 'waiting' AND created_at < {over(RetentionClass.MAIL)});
  DELETE FROM outbox_mailattachment WHERE mail_id = ANY (chosen);
  DELETE FROM outbox_outgoingmail WHERE id = ANY (chosen);
  counts := counts || jsonb_build_object('{RetentionClass.MAIL.value}', cardinality(chosen));

  DELETE FROM procrastinate_jobs j WHERE status IN ('succeeded', 'failed', 'cancelled', 'aborted')
    AND NOT EXISTS (SELECT FROM procrastinate_events e WHERE e.job_id = j.id
      AND e.at >= {over(RetentionClass.JOB)})
    AND {over(RetentionClass.JOB)} IS NOT NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  counts := counts || jsonb_build_object('{RetentionClass.JOB.value}', n);

  chosen := array(SELECT id FROM identity_account
    WHERE emptied_on IS NULL AND deactivated_on < {over(RetentionClass.ACCOUNT)});
  {rows_of_accounts}
  UPDATE identity_account SET emptied_on = faden_today(), email = id || '@geleert.invalid', function = '',
    password = '!', last_login = NULL WHERE id = ANY (chosen);
  n := cardinality(chosen);
  UPDATE identity_account a SET name = '{FORMER}' WHERE emptied_on IS NOT NULL AND name <> '{FORMER}'
    AND NOT ({_is_named()});
  GET DIAGNOSTICS m = ROW_COUNT;
  counts := counts || jsonb_build_object('{RetentionClass.ACCOUNT.value}', n + m);

  n := 0;
  {clear_names()}
  counts := counts || jsonb_build_object('{RetentionClass.STEERING.value}', n);
  {clear_contacts()}
  {clear_proofs()}
  RETURN counts;
END
"""


# The cut itself is said under a key that the database does not know (kernel.audit.cutting): whoever only reaches the
# database can remove entries, but not make it look as if their period had been over.
CUT = f"""
DECLARE n bigint;
BEGIN
  IF faden_has_role('system') IS NOT TRUE
    OR NOT EXISTS (SELECT FROM audit_auditcut WHERE number = seal)
    OR (SELECT at < {over(RetentionClass.TRACE)} FROM audit_auditseal WHERE number = seal) IS NOT TRUE
  THEN RAISE EXCEPTION 'Not to be cut by this actor, or not there' USING ERRCODE = 'insufficient_privilege'; END IF;
  DELETE FROM audit_auditentry e USING (
    SELECT head.key::int AS lane, max((head.value->>0)::bigint) AS last
    FROM audit_auditseal s, jsonb_each(s.heads) head WHERE s.number <= seal GROUP BY head.key
  ) old WHERE e.lane = old.lane AND e.position <= old.last;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END
"""


def _procedures() -> tuple[Procedure, ...]:
    tables = {table for table, _ in _of_accounts()}
    naming = {table_of(one.model) for one in _naming()}
    return (
        Procedure(
            "faden_clear_over()",
            "jsonb",
            _clear(),
            to_app=True,
            reads=("retention_retentionrule", "procrastinate_events", *sorted(naming)),
            writes=("identity_account", *(table_of(model) for model in outsiders())),
            removes=("outbox_outgoingmail", "outbox_mailattachment", "procrastinate_jobs", *REMOVED, *sorted(tables)),
        ),
        Procedure(
            "faden_cut_trace(seal integer)",
            "bigint",
            CUT,
            to_app=True,
            reads=("audit_auditseal", "audit_auditcut"),
            removes=("audit_auditentry",),
        ),
    )


PROCEDURES = _procedures()

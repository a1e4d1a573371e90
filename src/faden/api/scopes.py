"""To which group a resource belongs: a key reaches the groups it was made for. A module without a group fails."""

from typing import Final

from faden.kernel.access.errors import Refused
from faden.processes.key_scopes import GROUPS, WAYS, allows

_CASEWORK = (
    "absences advices appointments assessments barriers cases choices circles closings conferences consents contacts "
    "courses duplicates families goals handovers histories measures openings parts people residence_requests rights "
    "target_groups tasks tracks transfers"
)
_MODULES: Final = {
    "casework": _CASEWORK,
    "documents": "documents letters lists",
    "network": "offers referrals",
    "findings": "gaps themes",
    "figures": "figures workload",
}
GROUP_OF: Final = {module: group for group, modules in _MODULES.items() for module in modules.split()}


def check(held: frozenset[str], *, group: str, writes: bool) -> None:
    """Do nothing, or refuse.

    :raises Refused: the key was not made for this
    """
    if not allows(held=held, group=group, writes=writes):
        way = WAYS["write" if writes else "read"]
        raise Refused(f"Dieser Schlüssel ist nicht für „{GROUPS[group].split(':')[0]}: {way}“ angelegt.")

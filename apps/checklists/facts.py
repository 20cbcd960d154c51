"""What a guide's conditions speak of: decisions, facts the customer looked up, the environment."""

from apps.audit.actions import Action
from apps.checklists.guide.decisions import Decision
from apps.checklists.models import Checklist


class Unsuitable(ValueError):
    """The option is made for other environments than the connection's, such as a client scope."""

    def __init__(self, label: str, environment: str) -> None:
        super().__init__(f"{label} does not suit a connection in {environment}.")
        self.label = label
        self.environment = environment


def context_of(checklist: Checklist) -> dict[str, str]:
    """The option taken by variable of each decision and fact, and the `environment`."""
    return {
        **checklist.facts,
        **checklist.decisions,
        "environment": checklist.connection.environment,
    }


def note(*, checklist: Checklist, decision: Decision, option: str) -> Action:
    """Keep the option a customer takes, or what they found; returns what to call that.

    Raises ValueError where the decision has no such option, `Unsuitable` where the option is for
    other environments.
    """
    taken = next((each for each in decision.options if each.value == option), None)
    if taken is None:
        raise ValueError(f"{decision.variable} has no option {option!r}")
    environment = checklist.connection.environment
    if not taken.suits(environment):
        raise Unsuitable(taken.label, environment)
    field = "facts" if decision.kind == "fact" else "decisions"
    setattr(checklist, field, {**getattr(checklist, field), decision.variable: option})
    checklist.save(update_fields=[field])
    return Action.FACT_FOUND if decision.kind == "fact" else Action.DECISION_MADE

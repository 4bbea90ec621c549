"""What the pages of calibration show."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.model import Question
from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import scene_of
from webapp.services.panel.calibrating import Calibration, calibrations_in, may_set
from webapp.services.refusals import Refused
from webapp.services.tendering.published import questions_of
from webapp.store import Store


@dataclass(frozen=True, slots=True)
class CalibrationPage:
    """The sample answers that somebody may see, and the questions that could have one."""

    title: str
    access: PanelAccess
    calibrations: tuple[Calibration, ...]
    questions: tuple[Question, ...]
    may_set: bool

    @property
    def to_try(self) -> tuple[Calibration, ...]:
        """Those on which whoever asks has still to try their judgement."""
        return tuple(
            one for one in self.calibrations if one.is_own and not one.own and one.shown is None
        )

    def one(self, sample_id: UUID) -> Calibration | None:
        """Return one of them."""
        return next((one for one in self.calibrations if one.id == sample_id), None)


def calibration_page_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> CalibrationPage | Refused:
    """Return the sample answers of a tender as somebody may see them."""
    with store.reading() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        access = panel_access(session, person, procurement_id, now=now)
        return CalibrationPage(
            title=scene.title,
            access=access,
            calibrations=calibrations_in(session, access, person),
            questions=questions_of(session, procurement_id),
            may_set=may_set(access, person, scene.officers),
        )

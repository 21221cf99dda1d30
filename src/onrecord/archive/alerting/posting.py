"""Changes posted to a webhook as JSON, through the address guard as all that goes to the web."""

from collections.abc import Sequence

import orjson

from onrecord.archive.alerting.alerts import Alert
from onrecord.archive.changing import Told, to_json
from onrecord.archive.opening import Archive
from onrecord.capture.http.manners import Manners
from onrecord.capture.http.posting import post
from onrecord.errors import AlertError


def post_changes(
    archive: Archive, alert: Alert, changes: Sequence[Told], *, total: int, manners: Manners
) -> None:
    """Post these changes of `total`: the objects of `changes --json` with their titles.

    Raises AlertError where the webhook does not answer with a status of success.
    """
    if alert.webhook is None:
        raise ValueError("an alert without a webhook posts nothing")
    body = {
        "archive": archive.config.name,
        "alert": alert.name,
        "total": total,
        "changes": [{**to_json(told), "title": told.title, "seq": told.seq} for told in changes],
    }
    answer = post(alert.webhook, orjson.dumps(body), "application/json", manners)
    if answer.status is None or not 200 <= answer.status < 300:
        why = answer.why or f"status {answer.status}"
        raise AlertError(f"the webhook did not take the changes: {why}", alert=alert.name)

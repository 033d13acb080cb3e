"""What exports keep: house templates."""

from django.conf import settings
from django.db import models

from deepdive.people.models import Organisation


class HouseTemplate(models.Model):
    """A Word file with the styles, header and footer of an organisation, checked and without its text.

    An organisation has at most one that is used, and one that waits to be looked at.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="house_templates")
    content = models.BinaryField()
    is_used = models.BooleanField(default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "is_used"], name="one_house_template_of_each_kind"
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"house template {self.pk} of {self.organisation_id}"

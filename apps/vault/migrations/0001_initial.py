import django.db.models.deletion
import uuid
from django.db import migrations, models

from apps.tenants.fence import PutFence


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenants", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="VendorSecret",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("field", models.CharField(max_length=80)),
                ("version", models.PositiveIntegerField()),
                ("key_id", models.CharField(max_length=32)),
                ("sealed", models.BinaryField()),
                ("set_by", models.CharField(max_length=200)),
                ("replaced_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(null=True)),
                ("owner_id", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner_id", "field", "version"), name="vault_vendor_place"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("forgotten_at", None), ("replaced_at", None)),
                        fields=("owner_id", "field"),
                        name="vault_vendor_current",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealedSecret",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("field", models.CharField(max_length=80)),
                ("version", models.PositiveIntegerField()),
                ("key_id", models.CharField(max_length=32)),
                ("sealed", models.BinaryField()),
                ("set_by", models.CharField(max_length=200)),
                ("replaced_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(null=True)),
                ("connection_id", models.UUIDField()),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "connection_id", "field", "version"),
                        name="vault_sealed_place",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("forgotten_at", None), ("replaced_at", None)),
                        fields=("tenant", "connection_id", "field"),
                        name="vault_sealed_current",
                    ),
                ],
            },
        ),
        PutFence("SealedSecret"),
    ]

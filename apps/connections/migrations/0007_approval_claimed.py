from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("connections", "0005_fence_oauth")]

    operations = [
        migrations.AddField(
            model_name="approval",
            name="claimed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]

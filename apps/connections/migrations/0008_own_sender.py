from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("connections", "0007_approval_claimed")]

    operations = [
        migrations.AddField(
            model_name="connection",
            name="own_sender_id",
            field=models.CharField(blank=True, max_length=80),
        ),
    ]

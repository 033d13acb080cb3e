from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workbook', '0003_generations'),
    ]

    operations = [
        migrations.CreateModel(
            name='FoldMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('up_to', models.BigIntegerField()),
            ],
        ),
    ]

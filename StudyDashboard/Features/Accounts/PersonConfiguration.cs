using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Accounts;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people", table => table.HasCheckConstraint("ck_people_day_start", "day_start_hour BETWEEN 0 AND 23"));
        builder.Property(p => p.DisplayName).HasMaxLength(Person.MaxName);
        builder.Property(p => p.TimeZone).HasMaxLength(64);
        builder.Property(p => p.Language).HasMaxLength(16);
        builder.Property(p => p.FirstDayOfWeek).HasConversion<int>();
        builder.Property(p => p.Preferences).HasConversion(
            value => JsonSerializer.Serialize(value, Json.Stored),
            json => JsonSerializer.Deserialize<Preferences>(json, Json.Stored) ?? new Preferences(),
            // A record is replaced whole, never changed in place.
            new ValueComparer<Preferences>((a, b) => ReferenceEquals(a, b), p => p.GetHashCode(), p => p));
    }
}

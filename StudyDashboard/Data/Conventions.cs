using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Data;

/// <summary>What holds for every entity: UTC instants, enums as their words, names in snake_case.</summary>
internal static class Conventions
{
    private const int LongestWord = 32;

    public static void Apply(ModelConfigurationBuilder builder)
    {
        builder.Properties<DateTime>().HaveConversion<UtcConverter>();
        foreach (var type in typeof(Conventions).Assembly.GetTypes().Where(t => t.IsEnum && t.Namespace!.StartsWith("StudyDashboard.Features", StringComparison.Ordinal)))
        {
            builder.Properties(type).HaveConversion(typeof(WordConverter<>).MakeGenericType(type)).HaveMaxLength(LongestWord);
        }
    }

    public static void NameTables(ModelBuilder builder)
    {
        // Identity's tables under the names of this product.
        builder.Entity<IdentityRole<int>>().ToTable("roles");
        builder.Entity<IdentityUserRole<int>>().ToTable("person_roles");
        builder.Entity<IdentityUserClaim<int>>().ToTable("person_claims");
        builder.Entity<IdentityUserLogin<int>>().ToTable("person_logins");
        builder.Entity<IdentityUserToken<int>>().ToTable("person_tokens");
        builder.Entity<IdentityRoleClaim<int>>().ToTable("role_claims");
        builder.Entity<IdentityUserPasskey<int>>().ToTable("person_passkeys");

        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.GetContainerColumnName() is null)
            {
                NameColumns(entity);
            }
        }
    }

    private static void NameColumns(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null)
            {
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            }
        }
    }

    /// <summary>
    /// Every instant is UTC; the kind is lost in storage and put back here. Stored to the microsecond on every database, because PostgreSQL
    /// holds no finer: so each has the same, and a copy from one to the other changes nothing.
    /// </summary>
    internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => new DateTime(value.Ticks - value.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc), value => DateTime.SpecifyKind(value, DateTimeKind.Utc));

    /// <summary>Stores an enum as the word that <see cref="Words{T}"/> has for it.</summary>
    internal sealed class WordConverter<T>() : ValueConverter<T, string>(value => Words<T>.Of(value), word => Words<T>.Parse(word))
        where T : struct, Enum;
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Scenarios;

/// <summary>A scenario that a person wrote or brought. The built-in ones are files of the product.</summary>
public sealed class Scenario
{
    private Scenario()
    {
    }

    internal Scenario(int ownerId, ScenarioContent content, DateTime nowUtc)
    {
        (OwnerId, CreatedAt) = (ownerId, nowUtc);
        Write(content, nowUtc);
    }

    public int Id { get; private set; }

    public int OwnerId { get; private set; }

    public string Title { get; private set; } = "";

    public string Language { get; private set; } = "";

    public string? Level { get; private set; }

    public ScenarioContent Content { get; private set; } = null!;

    /// <summary>The import that brought it, if one did.</summary>
    public int? ImportId { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    public int Version { get; private set; }

    /// <summary>Writes it anew. Runs that have begun keep what they began with.</summary>
    internal void Write(ScenarioContent content, DateTime nowUtc)
    {
        (Title, Language, Level, Content, UpdatedAt) = (content.Title, content.Language, content.Level, content, nowUtc);
        Version++;
    }

    internal void Delete(DateTime nowUtc) => DeletedAt ??= nowUtc;

    internal void Restore() => DeletedAt = null;

    /// <summary>One that an archive brings.</summary>
    internal static Scenario Restored(int ownerId, ScenarioContent content, DateTime createdAt, int importId) => new(ownerId, content, createdAt) { ImportId = importId };
}

internal sealed class ScenarioConfiguration : IEntityTypeConfiguration<Scenario>
{
    public void Configure(EntityTypeBuilder<Scenario> builder)
    {
        builder.ToTable("scenarios");
        builder.Property(s => s.Title).HasMaxLength(ScenarioChecks.MaxTitle);
        builder.Property(s => s.Language).HasMaxLength(16);
        builder.Property(s => s.Level).HasMaxLength(2);
        builder.Property(s => s.Content).IsStored();
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(s => s.ImportId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(s => s.OwnerId);
        builder.HasIndex(s => s.ImportId);
    }
}

/// <summary>Columns that hold JSON. Their values are never changed in place, so two are the same when they are one object.</summary>
internal static class StoredJson
{
    public static void IsStored<T>(this PropertyBuilder<T> property) where T : class => property.HasConversion(
        value => Write(value), json => Read<T>(json), new ValueComparer<T>((a, b) => ReferenceEquals(a, b), value => value.GetHashCode(), value => value));

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, Json.Stored);

    internal static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Json.Stored)!;
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>Cards that are scheduled alike.</summary>
public sealed class Deck
{
    public const int MaxName = 120;
    public const int MaxLanguage = 16;

    private Deck()
    {
    }

    internal Deck(int studentId, string name, DeckKind kind, string language, DateTime nowUtc, int? importId = null) =>
        (StudentId, Name, Kind, Language, CreatedAt, ImportId) = (studentId, name, kind, language, nowUtc, importId);

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    public string Name { get; private set; } = "";

    public DeckKind Kind { get; private set; }

    /// <summary>A language tag, or empty.</summary>
    public string Language { get; private set; } = "";

    /// <summary>0.70 to 0.99.</summary>
    public double DesiredRetention { get; private set; } = FsrsParameters.Default.DesiredRetention;

    /// <summary>Days, 1 to 36,500.</summary>
    public int MaximumInterval { get; private set; } = FsrsParameters.HighestInterval;

    public LearningSteps LearningSteps { get; private set; } = LearningSteps.DefaultFirst;

    public LearningSteps RelearningSteps { get; private set; } = LearningSteps.DefaultAgain;

    public bool Fuzz { get; private set; }

    /// <summary>Null for the published ones.</summary>
    public FsrsWeights? Weights { get; private set; }

    /// <summary>Counts changes of the weights; each answer in the log names the ones it was scheduled with.</summary>
    public int WeightsVersion { get; private set; }

    /// <summary>New cards a study day.</summary>
    public int NewPerDay { get; private set; } = 20;

    /// <summary>Due cards a study day; null for all.</summary>
    public int? ReviewsPerDay { get; private set; }

    public QueueOrder Order { get; private set; }

    /// <summary>The day for which the cards are learned.</summary>
    public DateOnly? ExamDay { get; private set; }

    public int LeechFirst { get; private set; } = 8;

    public int LeechEvery { get; private set; } = 4;

    /// <summary>Whether a leech is set aside at once.</summary>
    public bool LeechSuspends { get; private set; } = true;

    public int? ImportId { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    public int Version { get; private set; }

    public LeechRule Leeches => new(LeechFirst, LeechEvery);

    public ReviewLimits Limits => new(NewPerDay, ReviewsPerDay);

    public FsrsParameters Parameters => new()
    {
        Weights = Weights ?? FsrsWeights.Default,
        DesiredRetention = DesiredRetention,
        MaximumInterval = MaximumInterval,
        LearningSteps = LearningSteps,
        RelearningSteps = RelearningSteps,
        Fuzz = Fuzz,
    };

    /// <summary>Says anew how it is called and scheduled; the caller has checked it.</summary>
    internal void Settle(DeckSettings settings)
    {
        (Name, Language) = (settings.Name.Trim(), settings.Language.Trim());
        (DesiredRetention, MaximumInterval, Fuzz) = (settings.Parameters.DesiredRetention, settings.Parameters.MaximumInterval, settings.Parameters.Fuzz);
        (LearningSteps, RelearningSteps) = (settings.Parameters.LearningSteps, settings.Parameters.RelearningSteps);
        var weights = settings.Parameters.Weights.Equals(FsrsWeights.Default) ? null : settings.Parameters.Weights;
        WeightsVersion += Equals(weights, Weights) ? 0 : 1;
        Weights = weights;
        (NewPerDay, ReviewsPerDay, Order, ExamDay) = (settings.Limits.NewPerDay, settings.Limits.ReviewsPerDay, settings.Order, settings.ExamDay);
        (LeechFirst, LeechEvery, LeechSuspends) = (settings.Leeches.First, settings.Leeches.Every, settings.LeechSuspends);
        Version++;
    }

    internal void Delete(DateTime nowUtc) => DeletedAt = nowUtc;

    internal void Undelete() => DeletedAt = null;
}

/// <summary>What a person can set of a deck.</summary>
public sealed record DeckSettings(
    string Name, string Language, FsrsParameters Parameters, ReviewLimits Limits, QueueOrder Order, DateOnly? ExamDay, LeechRule Leeches, bool LeechSuspends)
{
    /// <summary>What a new deck has.</summary>
    public static DeckSettings New(string name, string language) =>
        new(name, language, FsrsParameters.Default, new ReviewLimits(), QueueOrder.LowestRecallFirst, null, new LeechRule(), true);

    public static DeckSettings Of(Deck deck) =>
        new(deck.Name, deck.Language, deck.Parameters, deck.Limits, deck.Order, deck.ExamDay, deck.Leeches, deck.LeechSuspends);
}

internal sealed class DeckConfiguration : IEntityTypeConfiguration<Deck>
{
    public void Configure(EntityTypeBuilder<Deck> builder)
    {
        builder.ToTable("decks", table =>
        {
            table.HasCheckConstraint("ck_decks_retention", "desired_retention BETWEEN 0.7 AND 0.99");
            table.HasCheckConstraint("ck_decks_interval", "maximum_interval BETWEEN 1 AND 36500");
            table.HasCheckConstraint("ck_decks_limits", "new_per_day >= 0 AND (reviews_per_day IS NULL OR reviews_per_day >= 0)");
            table.HasCheckConstraint("ck_decks_leeches", "leech_first >= 1 AND leech_every >= 1");
            table.HasCheckConstraint("ck_decks_kind", $"kind IN ({string.Join(", ", Words<DeckKind>.All.Select(word => $"'{word}'"))})");
        });
        builder.Property(d => d.Name).HasMaxLength(Deck.MaxName);
        builder.Property(d => d.Language).HasMaxLength(Deck.MaxLanguage);
        builder.Property(d => d.LearningSteps).HasConversion(steps => steps.ToString(), text => LearningSteps.Parse(text, "learning_steps").Value);
        builder.Property(d => d.RelearningSteps).HasConversion(steps => steps.ToString(), text => LearningSteps.Parse(text, "relearning_steps").Value);
        builder.Property(d => d.Weights).HasConversion(weights => weights!.ToString(), text => FsrsWeights.Parse(text).Value);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.Ignore(d => d.Parameters).Ignore(d => d.Limits).Ignore(d => d.Leeches);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(d => d.ImportId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(d => d.StudentId);
        builder.HasIndex(d => d.ImportId);
    }
}

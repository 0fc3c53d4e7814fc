using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Library;

/// <summary>Makes cards of what is read.</summary>
public sealed class MaterialCards(IDbContextFactory<StudyDbContext> contexts, CardBook cards, StudyFeed feed, TimeProvider clock)
{
    /// <summary>A card of a word or passage of a material; where the student has it already, it is met once more.</summary>
    public async Task<Outcome<WordAdded>> AddAsync(int studentId, int materialId, string? term, string? meaning, string? example, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(term) || term.Length > CardText.MaxSide)
        {
            errors.Add(new FieldError("term", LibraryTexts.Refused_Term.With(CardText.MaxSide)));
        }
        if (string.IsNullOrWhiteSpace(meaning) || meaning.Length > CardText.MaxSide)
        {
            errors.Add(new FieldError("meaning", LibraryTexts.Refused_Meaning.With(CardText.MaxSide)));
        }
        if (example?.Length > CardText.MaxNote)
        {
            errors.Add(new FieldError("example", LibraryTexts.Refused_Example.With(CardText.MaxNote)));
        }
        if (errors.ToRefusal() is { } refusal)
        {
            return refusal;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var material = await context.Set<Material>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == materialId && m.OwnerId == studentId && m.DeletedAt == null, cancellationToken);
        if (material is null)
        {
            return Refusal.NotFound(LibraryTexts.Refused_NotThere);
        }
        var added = await cards.AddWordsAsync(
            context, studentId, material.Language, [new WordDraft(term!.Trim(), meaning!.Trim(), example.NullIfBlank())],
            new CardOrigin(CardSourceKind.Document, material.Id, material.Title), clock.NowUtc(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Cards);
        return added[0];
    }
}

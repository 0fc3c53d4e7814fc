using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Review.Cards;

internal sealed class CardConfiguration : IEntityTypeConfiguration<Card>
{
    public void Configure(EntityTypeBuilder<Card> builder)
    {
        builder.ToTable("cards", table =>
        {
            table.HasCheckConstraint("ck_cards_state", $"state IN ({string.Join(", ", Words<CardState>.All.Select(word => $"'{word}'"))})");
            table.HasCheckConstraint("ck_cards_memory", "state = 'new' OR (stability > 0 AND difficulty BETWEEN 1 AND 10 AND last_review_at IS NOT NULL)");
        });
        builder.Property(c => c.Front).HasMaxLength(CardText.MaxSide);
        builder.Property(c => c.Back).HasMaxLength(CardText.MaxSide);
        builder.Property(c => c.Example).HasMaxLength(CardText.MaxNote);
        builder.Property(c => c.Hint).HasMaxLength(CardText.MaxNote);
        builder.Property(c => c.Cloze).HasMaxLength(CardText.MaxSide);
        builder.Property(c => c.Language).HasMaxLength(Deck.MaxLanguage);
        builder.Property(c => c.Term).HasMaxLength(TermKey.MaxLength);
        builder.Property(c => c.QuestionPubId).HasMaxLength(64);
        builder.Property(c => c.ImportKey).HasMaxLength(64);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Ignore(c => c.Text).Ignore(c => c.Schedule);

        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Deck>().WithMany().HasForeignKey(c => c.DeckId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(c => c.ImportId).OnDelete(DeleteBehavior.SetNull);
        builder.OwnsMany(c => c.Sources, sources =>
        {
            sources.ToTable("card_sources");
            sources.WithOwner().HasForeignKey(s => s.CardId);
            sources.HasKey(s => s.Id);
            sources.Property(s => s.Title).HasMaxLength(CardSource.MaxTitle);
            sources.HasIndex(s => new { s.CardId, s.Kind, s.SourceId }).IsUnique().HasFilter("source_id IS NOT NULL");
            sources.HasIndex(s => new { s.Kind, s.SourceId });
        });
        builder.Navigation(c => c.Sources).AutoInclude(false);

        // A word and a question have one card each, which deleting frees.
        builder.HasIndex(c => new { c.StudentId, c.Language, c.Term }).IsUnique().HasFilter("term IS NOT NULL AND deleted_at IS NULL");
        builder.HasIndex(c => new { c.StudentId, c.QuestionPubId }).IsUnique().HasFilter("question_pub_id IS NOT NULL AND deleted_at IS NULL");
        builder.HasIndex(c => new { c.StudentId, c.ImportKey });
        // The queue: what is due of those that can be asked, and the new ones of a deck in order.
        builder.HasIndex(c => new { c.StudentId, c.State, c.Due }).HasFilter("deleted_at IS NULL AND NOT is_suspended");
        builder.HasIndex(c => new { c.DeckId, c.State, c.Due });
        builder.HasIndex(c => c.ImportId);
    }
}

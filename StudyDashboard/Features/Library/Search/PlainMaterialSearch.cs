using StudyDashboard.Data;

namespace StudyDashboard.Features.Library.Search;

/// <summary>For a database without an index of words (PostgreSQL, for now): looks through the folded text, in which each word follows a space.</summary>
internal sealed class PlainMaterialSearch : IMaterialSearch
{
    public IQueryable<int> Matching(StudyDbContext context, IReadOnlyList<string> words)
    {
        var found = context.Set<Material>().AsQueryable();
        foreach (var word in words)
        {
            var beginning = " " + word;
            found = found.Where(m => m.SearchText.Contains(beginning));
        }
        return found.Select(m => m.Id);
    }
}

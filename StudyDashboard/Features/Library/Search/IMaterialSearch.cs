using StudyDashboard.Data;

namespace StudyDashboard.Features.Library.Search;

/// <summary>Finds materials by words. Each database has its own way.</summary>
public interface IMaterialSearch
{
    /// <summary>Ids of the materials, of anybody, in which every word begins some word.</summary>
    /// <param name="context">To ask.</param>
    /// <param name="words">Folded words, at least one.</param>
    IQueryable<int> Matching(StudyDbContext context, IReadOnlyList<string> words);
}

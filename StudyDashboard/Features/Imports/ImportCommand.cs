namespace StudyDashboard.Features.Imports;

/// <summary>A file to take in.</summary>
/// <param name="Kind">Word of the kind.</param>
/// <param name="FileName">For the list of past imports.</param>
/// <param name="Content">The bytes; can be rewound.</param>
/// <param name="Map">What a mapping file says, if one was given.</param>
/// <param name="Asks">Whether somebody sees the plan and can answer what the file leaves open.</param>
public sealed record ImportCommand(string Kind, string FileName, Stream Content, string? Map = null, bool Asks = false);

/// <summary>What an import did.</summary>
/// <param name="Plan">Its counts and refused lines.</param>
/// <param name="ImportId">Undoes it; null when it made nothing.</param>
public sealed record ImportResult(ImportPlan Plan, int? ImportId);

/// <summary>What an undo did.</summary>
/// <param name="ImportId">The import that was taken back.</param>
/// <param name="Kept">Sessions edited since, which stay.</param>
/// <param name="Note">What else stays, for a person; null when nothing does.</param>
public sealed record ImportUndone(int ImportId, IReadOnlyList<KeptSession> Kept, string? Note);

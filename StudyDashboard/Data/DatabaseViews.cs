using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Data;

/// <summary>
/// The views that other tools read (product.md section 13); the product itself does not. "Today" in them is the date in UTC, because a
/// view cannot know a person's zone. They are no part of a migration: SQLite cannot rebuild a table that a view reads, so they go before
/// one and come back after it. Whoever changes a definition adds a migration, be it an empty one.
/// </summary>
internal static class DatabaseViews
{
    private const string Active = """
        SELECT s.id AS session_id, s.student_id, p.display_name AS student_name, s.kind, s.subject, s.class_id, s.plan_id, s.domain_code,
            s.source, s.started_at, s.planned_minutes, s.time_zone, s.study_day,
            CASE WHEN EXISTS (SELECT 1 FROM session_pauses b WHERE b.session_id = s.id AND b.ended_at IS NULL) THEN 1 ELSE 0 END AS is_paused
        FROM study_sessions s JOIN people p ON p.id = s.student_id
        WHERE s.status = 'in_progress' AND s.deleted_at IS NULL
        """;

    private const string Summary = """
        SELECT d.student_id AS user_id, p.display_name AS user_name, MIN(d.study_day) AS first_day, MAX(d.study_day) AS last_day,
            SUM(d.net_seconds) AS net_seconds, SUM(d.timed_seconds) AS timed_seconds, SUM(d.manual_seconds) AS manual_seconds,
            SUM(d.sessions) AS sessions, SUM(d.answered) AS questions_answered, SUM(d.correct) AS correct_answers,
            CASE WHEN SUM(d.answered) > 0 THEN CAST(100.0 * SUM(d.correct) / SUM(d.answered) AS DOUBLE PRECISION) END AS accuracy_percent,
            SUM(d.cards) AS cards_reviewed, SUM(CASE WHEN d.net_seconds > 0 THEN 1 ELSE 0 END) AS study_days,
            COALESCE((SELECT SUM(e.points) FROM points_days e WHERE e.student_id = d.student_id AND e.study_day > {from}), 0) AS points
        FROM analytics_days d JOIN people p ON p.id = d.student_id
        WHERE d.study_day > {from}
        GROUP BY d.student_id, p.display_name
        """;

    private const string Goals = """
        SELECT g.id AS goal_id, g.student_id, p.display_name AS student_name, g.title, g.metric, g.period, g.subject, g.class_id, g.plan_id,
            g.domain_code, g.kind, g.unit, g.starts_on, g.ends_on, r.from_day, r.to_day, COALESCE(r.value, 0) AS value, t.target,
            CASE WHEN t.target > 0 THEN CASE WHEN COALESCE(r.value, 0) >= t.target THEN 100.0 ELSE CAST(100.0 * COALESCE(r.value, 0) / t.target AS DOUBLE PRECISION) END END AS percent,
            r.reached_on
        FROM goals g JOIN people p ON p.id = g.student_id
            JOIN goal_terms t ON t.goal_id = g.id AND t.valid_from = COALESCE(
                (SELECT MAX(n.valid_from) FROM goal_terms n WHERE n.goal_id = g.id AND n.valid_from <= {today}),
                (SELECT MIN(f.valid_from) FROM goal_terms f WHERE f.goal_id = g.id))
            LEFT JOIN goal_progress r ON r.goal_id = g.id AND r.from_day <= {today} AND r.to_day >= {today}
        WHERE g.status = 'active' AND g.deleted_at IS NULL
        """;

    private static readonly (string Name, string Query)[] All =
        [("active_study_sessions", Active), ("user_study_summary_30d", Summary), ("active_goals_with_progress", Goals)];

    /// <summary>Takes the views away, as a migration needs it.</summary>
    public static async Task DropAsync(StudyDbContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, _) in All)
        {
            var statement = $"DROP VIEW IF EXISTS {name};";
            await context.Database.ExecuteSqlRawAsync(statement, cancellationToken);
        }
    }

    /// <summary>Makes those that are missing. On PostgreSQL two nodes that start at once would trip over each other: one at a time.</summary>
    public static async Task CreateAsync(StudyDbContext context, CancellationToken cancellationToken)
    {
        var isSqlite = context.Database.IsSqlite();
        await using var transaction = isSqlite ? null : await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        var (create, today, from) = isSqlite
            ? ("CREATE VIEW IF NOT EXISTS", "date('now')", "date('now', '-30 days')")
            : ("CREATE OR REPLACE VIEW", "(now() AT TIME ZONE 'UTC')::date", "(now() AT TIME ZONE 'UTC')::date - 30");
        foreach (var (name, query) in All)
        {
            var body = query.Replace("{today}", today, StringComparison.Ordinal).Replace("{from}", from, StringComparison.Ordinal);
            var statement = $"{create} {name} AS {body};";
            await context.Database.ExecuteSqlRawAsync(statement, cancellationToken);
        }
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }
}

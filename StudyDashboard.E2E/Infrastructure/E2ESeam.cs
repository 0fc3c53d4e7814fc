using System.Runtime.CompilerServices;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>Runs the product's SQLite seam before the first type of Microsoft.Data.Sqlite loads.</summary>
internal static class E2ESeam
{
    [ModuleInitializer]
    internal static void Initialize() => RuntimeHelpers.RunModuleConstructor(typeof(Program).Module.ModuleHandle);
}

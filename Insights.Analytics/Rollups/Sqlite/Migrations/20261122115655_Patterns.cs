using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Patterns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "pattern_aliases",
                columns: table => new
                {
                    pattern_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    owner_vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    disputes = table.Column<long>(type: "INTEGER", nullable: false),
                    expected = table.Column<double>(type: "REAL", nullable: false),
                    shared = table.Column<long>(type: "INTEGER", nullable: false),
                    p_given_pattern = table.Column<double>(type: "REAL", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dimension = table.Column<string>(type: "TEXT", nullable: true),
                    member = table.Column<string>(type: "TEXT", nullable: true),
                    second_dimension = table.Column<string>(type: "TEXT", nullable: true),
                    second_member = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    outcome_member = table.Column<string>(type: "TEXT", nullable: true),
                    is_mix = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_aliases", x => new { x.pattern_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "pattern_amounts",
                columns: table => new
                {
                    pattern_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    disputed_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    excess_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_amounts", x => new { x.pattern_id, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "pattern_examples",
                columns: table => new
                {
                    pattern_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dispute_ref = table.Column<string>(type: "TEXT", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_examples", x => new { x.pattern_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "pattern_runs",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ran_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<int>(type: "INTEGER", nullable: false),
                    to = table.Column<int>(type: "INTEGER", nullable: false),
                    payments = table.Column<long>(type: "INTEGER", nullable: false),
                    disputes = table.Column<long>(type: "INTEGER", nullable: false),
                    without_payment = table.Column<long>(type: "INTEGER", nullable: false),
                    segments = table.Column<int>(type: "INTEGER", nullable: false),
                    families = table.Column<int>(type: "INTEGER", nullable: false),
                    patterns = table.Column<int>(type: "INTEGER", nullable: false),
                    left_out = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pattern_sightings",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    first_seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    gone_at = table.Column<long>(type: "INTEGER", nullable: true),
                    runs = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dimension = table.Column<string>(type: "TEXT", nullable: true),
                    member = table.Column<string>(type: "TEXT", nullable: true),
                    second_dimension = table.Column<string>(type: "TEXT", nullable: true),
                    second_member = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    outcome_member = table.Column<string>(type: "TEXT", nullable: true),
                    is_mix = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_sightings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pattern_weeks",
                columns: table => new
                {
                    pattern_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    @base = table.Column<long>(name: "base", type: "INTEGER", nullable: false),
                    disputes = table.Column<long>(type: "INTEGER", nullable: false),
                    expected = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_weeks", x => new { x.pattern_id, x.from });
                });

            migrationBuilder.CreateTable(
                name: "patterns",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    baseline = table.Column<string>(type: "TEXT", nullable: false),
                    @base = table.Column<long>(name: "base", type: "INTEGER", nullable: false),
                    disputes = table.Column<long>(type: "INTEGER", nullable: false),
                    expected = table.Column<double>(type: "REAL", nullable: false),
                    expected_like_all = table.Column<double>(type: "REAL", nullable: false),
                    rate_lower = table.Column<double>(type: "REAL", nullable: true),
                    rate_upper = table.Column<double>(type: "REAL", nullable: true),
                    ratio_lower = table.Column<double>(type: "REAL", nullable: true),
                    ratio_upper = table.Column<double>(type: "REAL", nullable: true),
                    shrunken_rate = table.Column<double>(type: "REAL", nullable: false),
                    shrunken_lower = table.Column<double>(type: "REAL", nullable: false),
                    shrunken_upper = table.Column<double>(type: "REAL", nullable: false),
                    p = table.Column<double>(type: "REAL", nullable: false),
                    p_given_others = table.Column<double>(type: "REAL", nullable: false),
                    q = table.Column<double>(type: "REAL", nullable: false),
                    m = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<int>(type: "INTEGER", nullable: true),
                    since_earliest = table.Column<int>(type: "INTEGER", nullable: true),
                    since_latest = table.Column<int>(type: "INTEGER", nullable: true),
                    until = table.Column<int>(type: "INTEGER", nullable: true),
                    leading_reason = table.Column<string>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dimension = table.Column<string>(type: "TEXT", nullable: true),
                    member = table.Column<string>(type: "TEXT", nullable: true),
                    second_dimension = table.Column<string>(type: "TEXT", nullable: true),
                    second_member = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    outcome_member = table.Column<string>(type: "TEXT", nullable: true),
                    is_mix = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_patterns", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pattern_aliases");

            migrationBuilder.DropTable(
                name: "pattern_amounts");

            migrationBuilder.DropTable(
                name: "pattern_examples");

            migrationBuilder.DropTable(
                name: "pattern_runs");

            migrationBuilder.DropTable(
                name: "pattern_sightings");

            migrationBuilder.DropTable(
                name: "pattern_weeks");

            migrationBuilder.DropTable(
                name: "patterns");
        }
    }
}

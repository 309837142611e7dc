using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Patterns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "pattern_aliases",
                schema: "reporting",
                columns: table => new
                {
                    pattern_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    owner_vendor_id = table.Column<int>(type: "integer", nullable: false),
                    disputes = table.Column<long>(type: "bigint", nullable: false),
                    expected = table.Column<double>(type: "double precision", nullable: false),
                    shared = table.Column<long>(type: "bigint", nullable: false),
                    p_given_pattern = table.Column<double>(type: "double precision", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    dimension = table.Column<string>(type: "text", nullable: true),
                    member = table.Column<string>(type: "text", nullable: true),
                    second_dimension = table.Column<string>(type: "text", nullable: true),
                    second_member = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    outcome_member = table.Column<string>(type: "text", nullable: true),
                    is_mix = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_aliases", x => new { x.pattern_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "pattern_amounts",
                schema: "reporting",
                columns: table => new
                {
                    pattern_id = table.Column<int>(type: "integer", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    disputed_minor = table.Column<long>(type: "bigint", nullable: false),
                    excess_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_amounts", x => new { x.pattern_id, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "pattern_examples",
                schema: "reporting",
                columns: table => new
                {
                    pattern_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    dispute_ref = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_examples", x => new { x.pattern_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "pattern_runs",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ran_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<int>(type: "integer", nullable: false),
                    to = table.Column<int>(type: "integer", nullable: false),
                    payments = table.Column<long>(type: "bigint", nullable: false),
                    disputes = table.Column<long>(type: "bigint", nullable: false),
                    without_payment = table.Column<long>(type: "bigint", nullable: false),
                    segments = table.Column<int>(type: "integer", nullable: false),
                    families = table.Column<int>(type: "integer", nullable: false),
                    patterns = table.Column<int>(type: "integer", nullable: false),
                    left_out = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pattern_sightings",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    first_seen_at = table.Column<long>(type: "bigint", nullable: false),
                    last_seen_at = table.Column<long>(type: "bigint", nullable: false),
                    gone_at = table.Column<long>(type: "bigint", nullable: true),
                    runs = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    dimension = table.Column<string>(type: "text", nullable: true),
                    member = table.Column<string>(type: "text", nullable: true),
                    second_dimension = table.Column<string>(type: "text", nullable: true),
                    second_member = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    outcome_member = table.Column<string>(type: "text", nullable: true),
                    is_mix = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_sightings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pattern_weeks",
                schema: "reporting",
                columns: table => new
                {
                    pattern_id = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<int>(type: "integer", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    @base = table.Column<long>(name: "base", type: "bigint", nullable: false),
                    disputes = table.Column<long>(type: "bigint", nullable: false),
                    expected = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_weeks", x => new { x.pattern_id, x.from });
                });

            migrationBuilder.CreateTable(
                name: "patterns",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    baseline = table.Column<string>(type: "text", nullable: false),
                    @base = table.Column<long>(name: "base", type: "bigint", nullable: false),
                    disputes = table.Column<long>(type: "bigint", nullable: false),
                    expected = table.Column<double>(type: "double precision", nullable: false),
                    expected_like_all = table.Column<double>(type: "double precision", nullable: false),
                    rate_lower = table.Column<double>(type: "double precision", nullable: true),
                    rate_upper = table.Column<double>(type: "double precision", nullable: true),
                    ratio_lower = table.Column<double>(type: "double precision", nullable: true),
                    ratio_upper = table.Column<double>(type: "double precision", nullable: true),
                    shrunken_rate = table.Column<double>(type: "double precision", nullable: false),
                    shrunken_lower = table.Column<double>(type: "double precision", nullable: false),
                    shrunken_upper = table.Column<double>(type: "double precision", nullable: false),
                    p = table.Column<double>(type: "double precision", nullable: false),
                    p_given_others = table.Column<double>(type: "double precision", nullable: false),
                    q = table.Column<double>(type: "double precision", nullable: false),
                    m = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<int>(type: "integer", nullable: true),
                    since_earliest = table.Column<int>(type: "integer", nullable: true),
                    since_latest = table.Column<int>(type: "integer", nullable: true),
                    until = table.Column<int>(type: "integer", nullable: true),
                    leading_reason = table.Column<string>(type: "text", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    dimension = table.Column<string>(type: "text", nullable: true),
                    member = table.Column<string>(type: "text", nullable: true),
                    second_dimension = table.Column<string>(type: "text", nullable: true),
                    second_member = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    outcome_member = table.Column<string>(type: "text", nullable: true),
                    is_mix = table.Column<bool>(type: "boolean", nullable: false)
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
                name: "pattern_aliases",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "pattern_amounts",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "pattern_examples",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "pattern_runs",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "pattern_sightings",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "pattern_weeks",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "patterns",
                schema: "reporting");
        }
    }
}

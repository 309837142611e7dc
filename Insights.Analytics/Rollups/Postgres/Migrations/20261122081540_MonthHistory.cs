using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class MonthHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "closed_months",
                schema: "reporting",
                columns: table => new
                {
                    month = table.Column<int>(type: "integer", nullable: false),
                    until = table.Column<int>(type: "integer", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_by = table.Column<string>(type: "text", nullable: true),
                    zone = table.Column<string>(type: "text", nullable: false),
                    clocks = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closed_months", x => x.month);
                });

            migrationBuilder.CreateTable(
                name: "restatements",
                schema: "reporting",
                columns: table => new
                {
                    ticket_hash = table.Column<long>(type: "bigint", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    ticket_ref = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    month = table.Column<int>(type: "integer", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    metric = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    instance = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    was_verdict = table.Column<string>(type: "text", nullable: true),
                    was_business_seconds = table.Column<long>(type: "bigint", nullable: true),
                    was_wall_seconds = table.Column<long>(type: "bigint", nullable: true),
                    was_target_seconds = table.Column<long>(type: "bigint", nullable: true),
                    was_by_business_time = table.Column<bool>(type: "boolean", nullable: false),
                    was_policy = table.Column<string>(type: "text", nullable: true),
                    was_policy_version = table.Column<int>(type: "integer", nullable: true),
                    was_calendar = table.Column<string>(type: "text", nullable: true),
                    was_calendar_version = table.Column<int>(type: "integer", nullable: true),
                    now_verdict = table.Column<string>(type: "text", nullable: true),
                    now_in_month = table.Column<bool>(type: "boolean", nullable: false),
                    now_business_seconds = table.Column<long>(type: "bigint", nullable: true),
                    now_wall_seconds = table.Column<long>(type: "bigint", nullable: true),
                    now_target_seconds = table.Column<long>(type: "bigint", nullable: true),
                    now_by_business_time = table.Column<bool>(type: "boolean", nullable: false),
                    now_policy = table.Column<string>(type: "text", nullable: true),
                    now_policy_version = table.Column<int>(type: "integer", nullable: true),
                    now_calendar = table.Column<string>(type: "text", nullable: true),
                    now_calendar_version = table.Column<int>(type: "integer", nullable: true),
                    cause = table.Column<string>(type: "text", nullable: false),
                    cause_batch = table.Column<int>(type: "integer", nullable: true),
                    cause_by = table.Column<string>(type: "text", nullable: true),
                    cause_detail = table.Column<string>(type: "text", nullable: true),
                    made_at = table.Column<long>(type: "bigint", nullable: false),
                    latest = table.Column<bool>(type: "boolean", nullable: false),
                    taken_back = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_restatements", x => new { x.ticket_hash, x.month, x.vendor_id, x.metric, x.instance, x.number, x.source_id, x.ticket_ref });
                });

            migrationBuilder.CreateTable(
                name: "stamped_clocks",
                schema: "reporting",
                columns: table => new
                {
                    ticket_key = table.Column<long>(type: "bigint", nullable: false),
                    metric = table.Column<int>(type: "integer", nullable: false),
                    instance = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    breached = table.Column<bool>(type: "boolean", nullable: false),
                    terms_id = table.Column<int>(type: "integer", nullable: false),
                    business_seconds = table.Column<long>(type: "bigint", nullable: true),
                    wall_seconds = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stamped_clocks", x => new { x.ticket_key, x.metric, x.instance, x.month });
                });

            migrationBuilder.CreateTable(
                name: "stamped_figures",
                schema: "reporting",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    figure = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    numerator = table.Column<long>(type: "bigint", nullable: true),
                    denominator = table.Column<long>(type: "bigint", nullable: true),
                    n = table.Column<long>(type: "bigint", nullable: false),
                    seconds = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stamped_figures", x => new { x.vendor_id, x.month, x.figure });
                });

            migrationBuilder.CreateTable(
                name: "stamped_terms",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    policy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    calendar = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    calendar_version = table.Column<int>(type: "integer", nullable: false),
                    target_seconds = table.Column<long>(type: "bigint", nullable: false),
                    judged_by_business_time = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stamped_terms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stamped_tickets",
                schema: "reporting",
                columns: table => new
                {
                    ticket_key = table.Column<long>(type: "bigint", nullable: false),
                    ticket_hash = table.Column<long>(type: "bigint", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    ticket_ref = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stamped_tickets", x => x.ticket_key);
                });

            migrationBuilder.CreateIndex(
                name: "ix_restatements_month_vendor_id",
                schema: "reporting",
                table: "restatements",
                columns: new[] { "month", "vendor_id" },
                filter: "latest");

            migrationBuilder.CreateIndex(
                name: "ix_stamped_terms_policy_policy_version_calendar_calendar_version_target_seconds_judged_by_business_time",
                schema: "reporting",
                table: "stamped_terms",
                columns: new[] { "policy", "policy_version", "calendar", "calendar_version", "target_seconds", "judged_by_business_time" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stamped_tickets_ticket_hash",
                schema: "reporting",
                table: "stamped_tickets",
                column: "ticket_hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "closed_months",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "restatements",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "stamped_clocks",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "stamped_figures",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "stamped_terms",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "stamped_tickets",
                schema: "reporting");
        }
    }
}
